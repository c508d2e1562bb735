/** Text of a file for the browser, with what it imports: scripts/page-files.mjs makes it. */
declare module '*?bundled' {
  const text: string;
  export default text;
}
