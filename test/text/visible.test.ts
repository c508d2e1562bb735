import { describe, expect, it } from 'vitest';
import { visible } from '#text/visible';

describe('visible', () => {
  it('shows control characters and characters that turn text around', () => {
    expect(visible('a\u001b[31mb')).toBe('a\\u{1b}[31mb');
    expect(visible('NIC\u202e1')).toBe('NIC\\u{202e}1');
    expect(visible('\u0007\u009b\u200f\u061c\u2066\ufeff')).toBe('\\u{7}\\u{9b}\\u{200f}\\u{61c}\\u{2066}\\u{feff}');
  });

  it('keeps a message on one line', () => {
    expect(visible('a\r\n\tb\nc')).toBe('a b c');
  });

  it('leaves letters of all scripts alone', () => {
    const text = "Büro €, 東京, 😀, 'x'";
    expect(visible(text)).toBe(text);
  });
});
