/** WCAG 2.2, 1.4.3: words of ordinary size. */
export const ENOUGH_CONTRAST = 4.5

/** A colour '#rrggbb' in the form that style sheets and file names take, or undefined when it is none. */
export function readColour(colour: string | undefined): string | undefined {
  return colour && /^#[0-9a-f]{6}$/i.test(colour) ? colour.slice(1).toLowerCase() : undefined
}

/**
 * The contrast of white words on a colour '#rrggbb', from 1 to 21 (WCAG 2.2, relative luminance). 0 when it is no
 * colour, so that what cannot be read is never enough.
 */
export function contrastWithWhite(colour: string): number {
  const hex = readColour(colour)
  if (!hex) return 0
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) =>
    linear(Number.parseInt(hex.slice(start, start + 2), 16) / 255),
  )
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

function linear(channel: number) {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
