import { type Module, route } from '../../platform/module.ts'
import { chooseNoticeMail, noticeChoice, notices, readNotices } from './notices.ts'
import { casePolicy } from '../cases/pure.ts'
import { board } from './board.ts'
import { filtering } from './filtering.ts'
import { calendar, calendarFeed } from './calendar.ts'
import { calendarAddress, endCalendarAddress, makeCalendarAddress } from './calendar-address.ts'
import { CalendarAddressPage, EndCalendarAddressPage, newCalendarAddressPage } from './pages/calendar-address-pages.tsx'
import { CalendarPage } from './pages/calendar-page.tsx'
import { BoardPage } from './pages/board-page.tsx'
import { NoticeMailPage, NoticesPage } from './pages/notice-pages.tsx'
import { FilterPage } from './pages/filter-page.tsx'
import { SearchPage } from './pages/search-page.tsx'
import { KeepViewPage, RemoveViewPage, ViewsPage } from './pages/view-pages.tsx'
import { yourWork } from './queries.ts'
import { search } from './search.ts'
import { keepView, keptView, keptViews, removeView } from './views.ts'
import { YourWorkPage } from './your-work-page.tsx'

export { serveCalendar } from './calendar-file.ts'

export const desk: Module = {
  name: 'desk',
  routes: [
    route({ path: '/work', looks: yourWork, shows: YourWorkPage }),
    route({ path: '/search', looks: search, shows: SearchPage, asksByPost: true }),
    route({ path: '/cases/board', looks: board, shows: BoardPage }),
    route({ path: '/cases/filter', looks: filtering, shows: FilterPage }),
    route({ path: '/views', looks: keptViews, shows: ViewsPage }),
    route({
      path: '/views/new',
      looks: keptViews,
      shows: KeepViewPage,
      performs: keepView,
      then: () => '/views',
      done: 'The list is kept',
    }),
    route({
      path: '/views/:viewId/remove',
      looks: keptView,
      shows: RemoveViewPage,
      performs: removeView,
      then: () => '/views',
      done: 'The list is not kept any more',
    }),
    route({
      path: '/notices',
      looks: notices,
      shows: NoticesPage,
      performs: readNotices,
      then: () => '/notices',
      done: 'All notices are marked as read',
    }),
    route({
      path: '/notices/mail',
      looks: noticeChoice,
      shows: NoticeMailPage,
      performs: chooseNoticeMail,
      then: () => '/notices',
      done: 'Your choice was saved',
    }),
    route({ path: '/calendar', looks: calendar, shows: CalendarPage }),
    route({
      path: '/calendar/address',
      looks: calendarAddress,
      shows: CalendarAddressPage,
      performs: makeCalendarAddress,
      showsOnce: newCalendarAddressPage,
      then: () => '/calendar/address',
    }),
    route({
      path: '/calendar/address/end',
      looks: calendarAddress,
      shows: EndCalendarAddressPage,
      performs: endCalendarAddress,
      then: () => '/calendar',
      done: 'The address of your calendar ended',
    }),
  ],
  queries: [calendarFeed],
  navigation: [
    { href: '/work', text: 'Your work', roles: ['staff'] },
    { href: '/notices', text: 'Notices', roles: casePolicy.read.roles, counts: 'unread' },
  ],
}
