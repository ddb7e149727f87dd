import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');

/** A hook that is called after an early return is called sometimes only, and then React gives up the whole window. */
function hooksAfterReturns(code: string): string[] {
  const late: string[] = [];
  let returned = false;
  for (const line of code.split('\n')) {
    if (/^(export )?(default )?function |^}/.test(line)) returned = false;
    else if (/^ {2}if \(.*\) return/.test(line)) returned = true;
    else if (returned && /^ {2}(const|let|use|return)/.test(line) && /\buse[A-Z]\w*\(/.test(line)) late.push(line.trim());
  }
  return late;
}

describe('hooks', () => {
  it('come before any early return', () => {
    const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      expect(hooksAfterReturns(readFileSync(join(SRC, file), 'utf8')), file).toEqual([]);
    }
  });

  it('are found when they come late', () => {
    expect(hooksAfterReturns('function A() {\n  if (x) return null;\n  const y = useDesk((s) => s.y);\n}\n')).toHaveLength(1);
  });
});
