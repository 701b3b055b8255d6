declare module "texts" {
    const languages: { readonly [code: string]: unknown };
    export default languages;
}

declare module "*.css";

/** The text of a script for a worker, bundled by itself. */
declare module "worker:*" {
    const source: string;
    export default source;
}
