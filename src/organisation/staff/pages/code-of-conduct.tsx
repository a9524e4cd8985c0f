/** What everyone agrees to before their first use of casework. */
export function CodeOfConduct() {
  return (
    <ul class="govuk-list govuk-list--bullet">
      <li>I look only at what I need for my work. I know that every look at a person's record is written down.</li>
      <li>I write what I saw or was told, say which, and leave out what I guess.</li>
      <li>I tell nobody what I read here unless they need it for their work and the law allows it.</li>
      <li>I say so at once when I know the person, their family, or anyone else in a case.</li>
      <li>I never enter anything that comes from an intelligence service.</li>
      <li>My password, codes and telephone are mine alone. I report at once if somebody else may have them.</li>
      <li>If somebody is in danger now, I call 999 before I write anything.</li>
    </ul>
  )
}
