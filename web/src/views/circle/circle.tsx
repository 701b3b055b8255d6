export function Circle() {
    return null;
}
