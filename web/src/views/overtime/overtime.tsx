export function OverTime() {
    return null;
}
