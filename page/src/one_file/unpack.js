(async () => {
    if (!("DecompressionStream" in window)) {
        document.getElementById("old").hidden = false;
        return;
    }
    const packed = Uint8Array.from(atob(document.getElementById("script").textContent), (letter) => letter.charCodeAt(0));
    const script = document.createElement("script");
    script.textContent = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    document.body.append(script);
})();
