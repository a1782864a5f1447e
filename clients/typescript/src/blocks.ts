// Blocks → whatever your framework draws: strings, elements, virtual nodes.

import type { Block, BlockOf, BlockType } from "./types.js";

/** A function for every type of block. One that is missing, or for a type that is not there, is an error of the compiler. */
export type BlockRenderers<Result> = { readonly [Type in BlockType]: (block: BlockOf<Type>) => Result };

/**
 * The blocks of a body in their order. A type that this version of the client does not know, since the API is newer, is
 * given to `unknown`; where that is left out, it is an error.
 */
export function renderBlocks<Result>(
  blocks: readonly Block[],
  renderers: BlockRenderers<Result>,
  unknown: (block: { readonly type: string; readonly id: string }) => Result = refuse,
): Result[] {
  return blocks.map((block) => {
    if (!Object.hasOwn(renderers, block.type)) return unknown(block);
    // TypeScript cannot see that the renderer found under a block's type is the one for that block.
    const renderer = renderers[block.type] as (block: Block) => Result;
    return renderer(block);
  });
}

function refuse(block: { readonly type: string }): never {
  throw new TypeError(`There is no renderer for the block “${block.type}”: is the API newer than the client?`);
}
