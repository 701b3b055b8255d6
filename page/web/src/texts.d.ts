declare module "texts" {
    const languages: { readonly [code: string]: unknown };
    export default languages;
}

declare module "*.css";
