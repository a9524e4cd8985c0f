const summaries = new Map<string, string>()

/** Keeps the summary of a command or a query under its name, when it is defined. */
export function keepSummary({ name, summary }: { name: string; summary: string }): void {
  summaries.set(name, summary)
}

/** What a name in the journal means in words; undefined for what no module of this release defines. */
export const summaryOf = (name: string): string | undefined => summaries.get(name)

/** A table as the journal has it ('casework.enquiry_reminder'), as a person would say it: 'enquiry reminder'. */
export const tableInWords = (table: string): string => table.slice(table.indexOf('.') + 1).replaceAll('_', ' ')

/** What the journal says was done: in the words of its command or query, or in its own without their signs. */
export const inWords = (what: string): string => summaryOf(what) ?? what.replace(/[-_.]/g, ' ')
