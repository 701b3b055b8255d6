/** What stands for every choice, on a ground of 24 by 24. */
const SIGNS: { readonly [choice: string]: string } = {
    fair: "M12,4V20M8,20H16M4,8H20M4,8L1.5,14H6.5ZM20,8L17.5,14H22.5Z",
    join: "M12,2.5A9.5,9.5 0 1 0 12,21.5A9.5,9.5 0 1 0 12,2.5M7.5,9.5L9.5,8.5M16.5,9.5L14.5,8.5M7,13.5H17C16.5,17 14.5,18.5 12,18.5S7.5,17 7,13.5Z",
    warn: "M4,3.5H20A1.5,1.5 0 0 1 21.5,5V15A1.5,1.5 0 0 1 20,16.5H12L7,21V16.5H4A1.5,1.5 0 0 1 2.5,15V5A1.5,1.5 0 0 1 4,3.5ZM12,6.5V10.5M12,13.3V13.5",
    little: "M3,20H21V16H3Z",
    half: "M3,20H21V16H3ZM3,14H21V10H3Z",
    all: "M3,20H21V16H3ZM3,14H21V10H3ZM3,8H21V4H3Z",
    firm: "M12,3L20,6V12C20,17 16.5,20 12,21.5C7.5,20 4,17 4,12V6Z",
    concede: "M3,7H15M11,3L15,7L11,11M21,17H9M13,13L9,17L13,21",
};

/** Whose sign is filled. */
const FULL = new Set(["little", "half", "all"]);

export function ChoiceSign({ choice }: { readonly choice: string }) {
    return (
        <svg class="choice-sign" viewBox="0 0 24 24" aria-hidden="true">
            <path d={SIGNS[choice]} fill={FULL.has(choice) ? "currentColor" : "none"} stroke={FULL.has(choice) ? "none" : "currentColor"} stroke-width="1.9" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
    );
}
