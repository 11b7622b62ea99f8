import { join } from 'node:path';
import type { Recipe } from '../build/built.ts';
import { build } from '../build/built.ts';
import { goProgram } from '../build/goProgram.ts';

const package_ = 'github.com/versity/versitygw/cmd/versitygw';

const name = 'versitygw';

/** An S3 server that keeps its objects as files: Versity's gateway, at the version that go.mod pins. */
function recipe(): Recipe {
  return goProgram(name, import.meta.dirname, package_, []);
}

/**
 * The path of the S3 server's program, which is compiled if need be (a minute and a half on two idle cores).
 * @throws Remediable when there is no Go
 */
export async function s3Server(): Promise<string> {
  return join(await build(recipe()), name);
}
