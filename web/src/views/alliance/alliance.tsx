export function Alliance() {
    return null;
}
