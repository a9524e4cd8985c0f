import { sql } from 'kysely'

/** Joins to a meeting `m` the terms of reference `t` of its panel that apply on its day. */
export const onItsDay = sql<boolean>`t.panel_id = m.panel_id and t.from_on <= m.meets_on
  and (t.until_on is null or t.until_on >= m.meets_on)`
