// Importing this gives the package its core: the bytes are here, compiled on first use.
import { base64 } from '../../generated/core-bytes.js';
import { decodeBase64 } from './base64.js';
import { compileBytes, provide } from './loader.js';

provide(() => compileBytes(decodeBase64(base64)));
