const summaries = new Map<string, string>()

/** Keeps the summary of a command or a query under its name, when it is defined. */
export function keepSummary({ name, summary }: { name: string; summary: string }): void {
  summaries.set(name, summary)
}

/** What a name in the journal means in words; undefined for what no module of this release defines. */
export const summaryOf = (name: string): string | undefined => summaries.get(name)
