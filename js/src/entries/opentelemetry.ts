// The entry `statewarden/opentelemetry`: metrics and traces for OpenTelemetry.
export * from '../observability/opentelemetry/instrument.js';
