/** Who is let into a case to agree or decline its closing, and why: ended as soon as they answered. */
export const secondPerson = { to: { role: 'senior officer' }, why: 'a closing needs a second person' }
