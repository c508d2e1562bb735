// Stands for the eslint-rule-docs package in the bundle: pretty output always says where a rule's page is, so its list of other linters' pages is never asked.
export default () => ({ url: undefined });
