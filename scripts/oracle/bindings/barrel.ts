export { service as services, user as users } from "./.gen/providers/demo";
export * as demoProvider from "./.gen/providers/demo/provider";
