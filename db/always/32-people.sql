-- Finding a person: by what somebody is found, kept beside the person by the database itself, so that whoever writes a
-- name, a birth date or an address, by whatever way, is found by it. A surname misspelt on the second and third referral
-- must still be found (facts 7.3).

-- A name in small Latin letters without accents, its parts apart; letters of other scripts become the ones that they are
-- commonly written with in English papers. An apostrophe parts nothing.
create or replace function casework.name_parts(name text) returns text[] language plpgsql stable security definer set search_path = '' as $$
declare said text := lower(name);
begin
  if said ~ '[^\x01-\x7f]' then
    said := lower(extension.unaccent(pg_catalog.normalize(said, 'NFC')));
    said := regexp_replace(pg_catalog.normalize(said, 'NFKD'), '[\u0300-\u036f\u0640\u064b-\u065f\u0670\u093c\u09bc\u0a3c\u094d\u09cd\u0a4d\u200b-\u200f\ufeff]', '', 'g');
    if said ~ '[^\x01-\x7f’‘ʼ–—]' then
      said := replace(replace(replace(replace(replace(replace(replace(said, 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'shch'), 'ю', 'yu');
      said := replace(replace(replace(said, 'я', 'ya'), 'ь', ''), 'ъ', '');
      said := regexp_replace(regexp_replace(said, E'(^|\\s)[\u064a\u06cc]', '\1y', 'g'), E'(^|\\s)\u0648', '\1w', 'g');
      said := replace(replace(said, E'\u0634', 'sh'), E'\u062e', 'kh');
      said := translate(said, E'\u0430\u0431\u0432\u0433\u0434\u0435\u0451\u0437\u0438\u0439\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u044b\u044d\u0456\u0457\u0454\u0491\u045e\u0452\u045b\u0458\u0459\u045a\u045f\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd\u03be\u03bf\u03c0\u03c1\u03c3\u03c2\u03c4\u03c5\u03c6\u03c7\u03c8\u03c9\u0627\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0629\u0649\u067e\u0686\u0698\u06af\u06a9\u06cc\u06ba\u06be\u0679\u0688\u0691\u06d2\u06c1\u0648\u064a',
        'abvgdeeziiklmnoprstufyeiiegvdkjlnjavgdezitiklmnxoprsstyfhpoabttjhkddrzsssdtzagfqklmnhaapczgkinhtdrehui');
      said := translate(said, E'\u0915\u0916\u0917\u0918\u0919\u091a\u091b\u091c\u091d\u091e\u091f\u0920\u0921\u0922\u0923\u0924\u0925\u0926\u0927\u0928\u092a\u092b\u092c\u092d\u092e\u092f\u0930\u0932\u0935\u0936\u0937\u0938\u0939\u0905\u0906\u0907\u0908\u0909\u090a\u090f\u0910\u0913\u0914\u093e\u093f\u0940\u0941\u0942\u0947\u0948\u094b\u094c\u0902\u0995\u0996\u0997\u0998\u0999\u099a\u099b\u099c\u099d\u099e\u099f\u09a0\u09a1\u09a2\u09a3\u09a4\u09a5\u09a6\u09a7\u09a8\u09aa\u09ab\u09ac\u09ad\u09ae\u09af\u09b0\u09b2\u09b5\u09b6\u09b7\u09b8\u09b9\u0985\u0986\u0987\u0988\u0989\u098a\u098f\u0990\u0993\u0994\u09be\u09bf\u09c0\u09c1\u09c2\u09c7\u09c8\u09cb\u09cc\u0982\u0a15\u0a16\u0a17\u0a18\u0a19\u0a1a\u0a1b\u0a1c\u0a1d\u0a1e\u0a1f\u0a20\u0a21\u0a22\u0a23\u0a24\u0a25\u0a26\u0a27\u0a28\u0a2a\u0a2b\u0a2c\u0a2d\u0a2e\u0a2f\u0a30\u0a32\u0a35\u0a36\u0a37\u0a38\u0a39\u0a05\u0a06\u0a07\u0a08\u0a09\u0a0a\u0a0f\u0a10\u0a13\u0a14\u0a3e\u0a3f\u0a40\u0a41\u0a42\u0a47\u0a48\u0a4b\u0a4c\u0a02',
        'kkggnccjjnttddnttddnpfbbmyrlvssshaaiiuueeooaiiuueeoonkkggnccjjnttddnttddnpfbbmyrlvssshaaiiuueeooaiiuueeoonkkggnccjjnttddnttddnpfbbmyrlvssshaaiiuueeooaiiuueeoon');
    end if;
  end if;
  return array_remove(regexp_split_to_array(regexp_replace(said, '[''’‘ʼ`.]', '', 'g'), '[^[:alnum:]]+'), '');
end $$;

-- How a part of a name sounds, roughly, in whatever spelling: letters that are taken for one another made one, vowels
-- after the first letter and doubled letters left out.
create or replace function casework.name_sound(part text) returns text language plpgsql immutable parallel safe set search_path = '' as $$
declare heard text := part;
begin
  if heard ~ '[hkcszjxw]' then
    heard := replace(replace(replace(replace(heard, 'tsch', 'k'), 'sch', 's'), 'tch', 'k'), 'sh', 's');
    heard := replace(replace(replace(replace(heard, 'ch', 'k'), 'ck', 'k'), 'cz', 'k'), 'sz', 's');
    heard := replace(replace(replace(replace(heard, 'zh', 's'), 'dz', 's'), 'dj', 'j'), 'ph', 'f');
    heard := replace(replace(replace(replace(heard, 'gh', 'g'), 'kh', 'k'), 'th', 't'), 'dh', 'd');
    heard := replace(replace(heard, 'bh', 'b'), 'x', 'ks');
    heard := regexp_replace(regexp_replace(heard, '^wr', 'r'), '^kn', 'n');
  end if;
  return regexp_replace(translate(left(heard, 1), 'eiouyqczw', 'aaaajkksv') || translate(substr(heard, 2), 'qczwaeiouyhj', 'kksv'), '(.)\1+', '\1', 'g');
end $$;

-- The parts of a name as they are compared: how each is written, how it sounds, and what it may be short for.
create or replace function casework.name_spoken(given text, family text) returns jsonb language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('part', part, 'sound', casework.name_sound(part), 'family', of_family,
    'forms', (select coalesce(jsonb_agg(s.name), '[]') from casework.short_form s where s.short = part collate "C")) order by of_family, at), '[]')
  from (select part, at, false as of_family from unnest(casework.name_parts(given)) with ordinality g (part, at)
    union all select part, at, true from unnest(casework.name_parts(family)) with ordinality f (part, at)) parts
$$;

-- The keys of one name: pairs of sounds, in any order, with any one letter of one of them left out; pairs by the English
-- way of speaking; a sound with two of the three parts of a birth date; the whole birth date. Pairs and not single names,
-- so that few people share a key however many are recorded.
create or replace function casework.name_keys(given text, family text, born date) returns text[] language plpgsql stable security definer set search_path = '' as $$
declare
  g text[] := casework.name_parts(given); f text[] := casework.name_parts(family);
  parts text[]; sounds text[] := '{}'; spoken text[] := '{}'; second text[] := '{}'; whole boolean[] := '{}'; families boolean[] := '{}'; origin integer[] := '{}';
  keys text[] := '{}'; one text; other text; form text; singles integer; i integer; j integer; at integer;
  month text := to_char(born, 'MM'); day text := to_char(born, 'DD');
begin
  g := g[1:5]; f := f[1:5]; parts := g || f; singles := cardinality(parts);
  for i in 1..singles loop
    sounds := sounds || casework.name_sound(parts[i]);
    spoken := spoken || extension.dmetaphone(parts[i]); second := second || extension.dmetaphone_alt(parts[i]);
    families := families || (i > cardinality(g)); whole := whole || false; origin := origin || i;
  end loop;
  if cardinality(g) > 1 then parts := parts || array_to_string(g, ''); families := families || false; end if;
  if cardinality(f) > 1 then parts := parts || array_to_string(f, ''); families := families || true; end if;
  for i in singles + 1..cardinality(parts) loop
    sounds := sounds || casework.name_sound(parts[i]); spoken := spoken || ''::text; second := second || ''::text; whole := whole || true; origin := origin || 0;
  end loop;
  for i in 1..singles loop
    for form in select s.name from casework.short_form s where s.short = parts[i] collate "C" loop
      sounds := sounds || casework.name_sound(form); spoken := spoken || ''::text; second := second || ''::text;
      families := families || families[i]; whole := whole || true; origin := origin || i;
    end loop;
  end loop;
  for i in 1..cardinality(sounds) loop
    continue when sounds[i] = '';
    for j in i + 1..cardinality(sounds) loop
      continue when sounds[j] = '' or origin[i] = origin[j] and origin[i] > 0 or families[i] = families[j] and (whole[i] or whole[j]);
      keys := keys || (least(sounds[i], sounds[j]) || '|' || greatest(sounds[i], sounds[j]));
      if spoken[i] <> '' and spoken[j] <> '' then
        keys := keys || ('=' || least(spoken[i], spoken[j]) || '|' || greatest(spoken[i], spoken[j]));
        if second[i] <> spoken[i] then keys := keys || ('=' || least(second[i], spoken[j]) || '|' || greatest(second[i], spoken[j])); end if;
        if second[j] <> spoken[j] then keys := keys || ('=' || least(spoken[i], second[j]) || '|' || greatest(spoken[i], second[j])); end if;
      end if;
      continue when families[i] = families[j];
      for at in 1..length(sounds[i]) loop
        exit when length(sounds[i]) < 3;
        one := overlay(sounds[i] placing '' from at for 1); other := sounds[j];
        keys := keys || (least(one, other) || '|' || greatest(one, other));
      end loop;
      for at in 1..length(sounds[j]) loop
        exit when length(sounds[j]) < 3;
        one := sounds[i]; other := overlay(sounds[j] placing '' from at for 1);
        keys := keys || (least(one, other) || '|' || greatest(one, other));
      end loop;
    end loop;
    if born is not null then
      keys := keys || (sounds[i] || to_char(born, '"-"YYYY"-"MM')) || (sounds[i] || to_char(born, '"-"YYYY"--"DD'))
        || (sounds[i] || '-' || least(month, day) || '/' || greatest(month, day));
    end if;
  end loop;
  for i in 1..singles loop keys := keys || ('.' || parts[i]); end loop;
  return array(select distinct key from unnest(keys || case when born is not null then array[to_char(born, 'YYYY-MM-DD')] else '{}' end) key);
end $$;

-- Everything by which somebody is found: every name with every birth date, their own and those of records found to be
-- theirs, and the postcodes that are not said to be wrong.
create or replace function casework.keys_of(person uuid) returns text[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct key collate "C"), '{}') from (
    select unnest(casework.name_keys(n.given_names, n.family_name, b.born)) as key
      from casework.person_name n, (select distinct p.born from casework.person p where p.id = person or p.merged_into = person) b
      where n.person_id = person and n.ended_at is null
    union all
    select '@' || encode(f.postcode_hash, 'hex') from casework.person_fact f
      where f.person_id = person and f.postcode_hash is not null and f.ended_at is null
  ) found_by
$$;

-- Keys as numbers: told apart as well, counted far sooner.
create or replace function casework.hashes_of(keys text[]) returns integer[] language sql immutable parallel safe set search_path = '' as $$
  select extension.sort(array(select distinct hashtext(key) from unnest(keys) key))
$$;

-- The parts of the names among the keys, as they are written.
create or replace function casework.spelled_in(keys text[]) returns text language sql immutable parallel safe set search_path = '' as $$
  select coalesce(string_agg(substr(key, 2), ' ' order by key), '') from unnest(keys) key where starts_with(key, '.')
$$;

-- Raised whenever the functions above give other keys than before: what was made by others is then made anew.
create or replace function casework.keys_made() returns integer language sql immutable set search_path = '' as 'select 1';

create or replace function casework.keep_keys(person uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare keys text[] := casework.keys_of(person);
begin
  if exists (select from casework.person p where p.id = person and p.merged_into is null) then
    insert into casework.person_key (person_id, hashes, spelled, made)
      values (person, casework.hashes_of(keys), casework.spelled_in(keys), casework.keys_made())
    on conflict (person_id) do update set hashes = excluded.hashes, spelled = excluded.spelled, made = excluded.made;
  else
    delete from casework.person_key k where k.person_id = person;
  end if;
end $$;

create or replace function casework.follow_person() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  perform casework.keep_keys(new.id);
  if new.merged_into is not null then perform casework.keep_keys(new.merged_into); end if;
  if old.merged_into is not null and old.merged_into is distinct from new.merged_into then perform casework.keep_keys(old.merged_into); end if;
  return null;
end $$;
create or replace trigger keep_keys after update of born, merged_into on casework.person for each row execute function casework.follow_person();

create or replace function casework.follow_what_hangs_on_a_person() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then perform casework.keep_keys(old.person_id); end if;
  if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.person_id <> old.person_id then perform casework.keep_keys(new.person_id); end if;
  return null;
end $$;
create or replace function casework.speak_name() returns trigger language plpgsql volatile security definer set search_path = '' as $$
begin new.spoken := casework.name_spoken(new.given_names, new.family_name); return new; end $$;
create or replace trigger speak_name before insert or update of given_names, family_name, spoken on casework.person_name
  for each row execute function casework.speak_name();
create or replace trigger keep_keys after insert or update or delete on casework.person_name
  for each row execute function casework.follow_what_hangs_on_a_person();
create or replace trigger keep_keys_of_new after insert on casework.person_fact
  for each row when (new.postcode_hash is not null) execute function casework.follow_what_hangs_on_a_person();
create or replace trigger keep_keys after update on casework.person_fact
  for each row when (old.postcode_hash is not null) execute function casework.follow_what_hangs_on_a_person();

-- Persons who may be one that has such names, birth date and postcodes: those who share most of the keys come first, a date
-- or an address among them above all, and whose names are written alike, for a nearer look. Ids alone: row security decides
-- who of them is seen, and runs before an index could be used, which is why this asks as the owner. A name of one part is
-- looked for by itself only where there is nothing else.
create or replace function casework.persons_like(names jsonb, birth date, postcodes text[]) returns uuid[]
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set plan_cache_mode = force_custom_plan as $$
declare wanted text[]; said text; heard integer[]; telling integer[]; hidden uuid[] := casework.hidden_persons();
begin
  wanted := array(select distinct key from jsonb_to_recordset(names) n (given text, family text), unnest(casework.name_keys(n.given, n.family, birth)) key);
  said := casework.spelled_in(wanted);
  if exists (select from unnest(wanted) key where key like '%|%') then
    wanted := array(select key from unnest(wanted) key where key not like '.%');
  end if;
  heard := casework.hashes_of(array(select key from unnest(wanted) key where key not like '%-%'));
  telling := casework.hashes_of(array(select key from unnest(wanted) key where key like '%-%') || array(select '@' || code from unnest(postcodes) code));
  return (select coalesce(array_agg(person_id order by near desc, person_id desc), '{}') from (
    select k.person_id, least(extension.icount(k.hashes operator(extension.&) heard), 4)
      + 2 * least(extension.icount(k.hashes operator(extension.&) telling), 3) + 8 * extension.similarity(k.spelled, said) as near
    from casework.person_key k
    where k.hashes operator(pg_catalog.&&) (heard || telling) and k.person_id <> all (hidden)
    order by near desc, k.person_id desc limit 20) likely);
end $$;

-- As the release before this one asks.
create or replace function casework.persons_like(given text[], family text[], birth date) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select (casework.persons_like((select coalesce(jsonb_agg(jsonb_build_object('given', g, 'family', f)), '[]')
    from unnest(given || case when given = '{}' then array[''] else '{}' end) g, unnest(family || case when family = '{}' then array[''] else '{}' end) f), birth, '{}'))[1:20]
$$;

-- Every column by which something hangs on a person; what is said about a record itself stays with it.
create or replace function casework.hangs_on_person() returns table (table_name text, column_name text)
language sql stable security definer set search_path = '' as $$
  select c.conrelid::regclass::text as table_name, a.attname::text as column_name
  from pg_catalog.pg_constraint c join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confrelid = 'casework.person'::regclass
    and (c.conrelid::regclass::text, a.attname::text) not in (('casework.person', 'merged_into'), ('casework.person_key', 'person_id'),
      ('casework.match_answer', 'candidate_id'), ('casework.person_merge', 'survivor_id'), ('casework.person_merge', 'merged_id'))
  order by 1, 2
$$;

-- Makes one record of two: whatever hangs on the one is moved to the other, and each moved row is remembered. Tables that
-- are not there yet are moved too, since they are found by their keys.
create or replace function casework.merge_person(merge uuid) returns void language plpgsql volatile security definer set search_path = '' as $$
declare made casework.person_merge; hangs record;
begin
  select * into strict made from casework.person_merge m where m.id = merge and m.ended_at is null;
  for hangs in select * from casework.hangs_on_person() loop
    execute format('with moved as (update %s set %I = $2 where %I = $1 returning id) insert into casework.person_merge_row (merge_id, table_name, row_id) select $3, %L, id from moved',
      hangs.table_name, hangs.column_name, hangs.column_name, hangs.table_name) using made.merged_id, made.survivor_id, merge;
  end loop;
  update casework.person p set merged_into = made.survivor_id where p.id = made.merged_id;
end $$;

-- Makes two records of one again: what was moved goes back, and of what came since, what is said to belong there.
create or replace function casework.unmerge_person(merge uuid, also uuid[]) returns void language plpgsql volatile security definer set search_path = '' as $$
declare made casework.person_merge; hangs record;
begin
  select * into strict made from casework.person_merge m where m.id = merge and m.ended_at is not null;
  update casework.person p set merged_into = null where p.id = made.merged_id and p.merged_into = made.survivor_id;
  if not found then raise exception 'these records are not one'; end if;
  for hangs in select * from casework.hangs_on_person() loop
    execute format('update %s set %I = $1 where %I = $2 and (id = any ($4) or id in (select row_id from casework.person_merge_row r where r.merge_id = $3 and r.table_name = %L))',
      hangs.table_name, hangs.column_name, hangs.column_name, hangs.table_name) using made.merged_id, made.survivor_id, merge, also;
  end loop;
end $$;

truncate casework.short_form;
insert into casework.short_form (short, name)
  select distinct short, split_part(line, ':', 1) from regexp_split_to_table(
    'william:bill,billy,will,willy,liam,wills;robert:rob,bob,bobby,robbie,bert;' ||
    'richard:rick,dick,rich,ricky,richie;james:jim,jimmy,jamie,jem;john:jack,johnny,jon,jonny;' ||
    'jonathan:jon,jonny,john,nathan;joseph:joe,joey,jo,jos;michael:mike,mick,mikey,micky,mitch;thomas:tom,tommy;' ||
    'edward:ed,eddie,ted,teddy,ned;edmund:ed,eddie;charles:charlie,chas,chuck,chaz;' ||
    'charlotte:charlie,lottie,lotte,char;daniel:dan,danny;danielle:dani,danni,elle;david:dave,davey,davy;' ||
    'stephen:steve,stevie,ste;steven:steve,stevie;andrew:andy,drew;anthony:tony,ant;antonio:tony,toni,nino;' ||
    'matthew:matt,matty;christopher:chris,kit,topher;christine:chris,chrissy,tina;christina:chris,tina,chrissy;' ||
    'nicholas:nick,nicky,nico,klaus;nicola:nick,nicky,nikki;nicole:nicky,nikki,nic;' ||
    'alexander:alex,sandy,sasha,al,xander,lex,alec,alek,sascha;alexandra:alex,sandra,sasha,lexi,sandy,alexa;' ||
    'benjamin:ben,benny,benji;samuel:sam,sammy;samantha:sam,sammy;' ||
    'katherine:kate,katie,kathy,kat,kitty,kay,cathy,katya;' ||
    'elizabeth:liz,beth,lizzie,betty,eliza,ellie,lisa,libby,betsy,bess;' ||
    'margaret:maggie,meg,peggy,greta,marge,madge,rita,peg;rebecca:becky,becca,beck;jennifer:jen,jenny,jenna;' ||
    'jessica:jess,jessie;victoria:vicky,vic,tori,vicki;susan:sue,susie,suzy;suzanne:sue,suzy;' ||
    'patricia:pat,patsy,trish,tricia,patty;patrick:pat,paddy,rick;deborah:deb,debbie,debs;' ||
    'barbara:barb,babs,barbie;dorothy:dot,dolly,dottie,dora;frances:fran,frankie,fanny;francis:frank,fran,frankie;' ||
    'frederick:fred,freddie,rick;philip:phil,pip;philippa:pip,pippa;gregory:greg;geoffrey:geoff,jeff;jeffrey:jeff;' ||
    'gerald:gerry,jerry;gerard:gerry,ged;lawrence:larry,laurie,loz;leonard:len,lenny,leo;oliver:ollie,olly,noll;' ||
    'olivia:liv,livvy,ollie;ronald:ron,ronnie;donald:don,donnie;kenneth:ken,kenny;raymond:ray;peter:pete;' ||
    'timothy:tim,timmy;theodore:ted,theo,teddy;theresa:tess,terri,tessa,terry;terence:terry,tel;' ||
    'abigail:abby,abi,gail;amelia:amy,millie,mel,amelie;amelie:amy,millie;emily:em,emmy,millie;emma:em;' ||
    'harold:harry,hal;henry:harry,hal,hank;harriet:hattie,harry;isabella:izzy,bella,isa,belle;' ||
    'isabel:izzy,bel,issy;joshua:josh;joanna:jo,joanne;joanne:jo;josephine:jo,josie,jojo;jacob:jake,jack,coby;' ||
    'zachary:zach,zack,zac;nathaniel:nat,nate,nathan;nathan:nat,nate;natasha:tasha,nat,tash;natalie:nat,nattie;' ||
    'natalia:nat,talia,tasha;dominic:dom,nic;vincent:vince,vinny;walter:walt,wally;albert:al,bert,bertie;' ||
    'alfred:alf,alfie,fred;arthur:art,archie;archibald:archie;eleanor:ellie,nell,nora,ella,elle;' ||
    'helen:nell,nellie,lena;evelyn:eve,evie;eve:evie;georgina:georgie,gina,george;georgia:georgie;george:georgie;' ||
    'gabriel:gabe;gabriella:gabi,gabby,ella;gabrielle:gabi,gabby,elle;jacqueline:jackie,jacqui;judith:judy,jude;' ||
    'lucille:lucy;madeleine:maddie,mads;madison:maddie;martin:marty;maximilian:max;maxwell:max;melanie:mel;' ||
    'melissa:mel,lissa;molly:moll;pamela:pam;penelope:penny;rachel:rach,rae;rosemary:rose,rosie;sarah:sally,sadie;' ||
    'stephanie:steph,stevie;sebastian:seb,bash,basti;simone:sim;sophia:sophie,soph;tobias:toby;tamara:tammy,tam;' ||
    'valerie:val;valentina:val,tina;veronica:ronnie,vera;wilfred:wilf,fred;mohammed:mo,moe,mohd,md,hamu;' ||
    'muhammad:mo,moe,mohd,md;mohamed:mo,moe,mohd,md;mohammad:mo,moe,mohd,md;mustafa:mus,mo;' ||
    'abdullah:abdul,abdi,abz,dullah;abdirahman:abdi,abdul;abdulrahman:abdul,abdi,abz;abdul:abz,abdi;' ||
    'abdulaziz:aziz,abdul,abz;abdulkadir:abdi,kadir,qadir;ibrahim:ibby,ibra,brahim,ibs;ismail:ish,izzy;' ||
    'hussein:hus,huss;hassan:has,hass;fatima:fati,timi,fatou;khadija:khadi,dija;mariam:mari,mimi;zainab:zee,zai;' ||
    'ayesha:aysh,esha;aisha:aysh,esha;yusuf:yus,joe,yusi;suleiman:sul,sulay,suli;aleksandr:sasha,alex,alek,sanya;' ||
    'aleksander:olek,alek,alex;ekaterina:katya,kat,kate;katarzyna:kasia,kaska;dmitri:dima,mitya;' ||
    'vladimir:vova,volodya,vlad;yevgeni:zhenya,gene;ivan:vanya;mikhail:misha;nikolai:kolya,nik;' ||
    'sergei:seryozha,serge;pavel:pasha;maria:masha,mia,marysia;anastasia:nastya,stacy,ana;tatiana:tanya;olga:olya;' ||
    'svetlana:sveta;yelena:lena;elena:lena;irina:ira;ludmila:mila,luda;malgorzata:gosia,malgosia;' ||
    'agnieszka:aga,agusia;krzysztof:krzys,kris,chris;tomasz:tomek,tom;grzegorz:grzes,greg;wojciech:wojtek;' ||
    'andrzej:andy,jedrek;jakub:kuba,jake;stanislaw:staszek,stas;joanna:asia;zofia:zosia;piotr:piotrek,peter;' ||
    'pawel:paul;gurpreet:gur,preet,gurp;harpreet:harry,preet,harp;manpreet:manny,preet;jaspreet:jas,jazz;' ||
    'rajesh:raj;rajinder:raj,raji;sandeep:sandy,deep,sunny;kuldeep:deep;parminder:pam,parm;surinder:sunny,suri;' ||
    'aurangzeb:zeb,aurang;fernando:nando,fer;francisco:paco,frank,pancho;guadalupe:lupe;jose:pepe,joe;' ||
    'giovanni:gianni,gio,vanni;giuseppe:beppe,joe;alessandro:alex,sandro;catalina:cata,lina;' ||
    'constantin:costi,costel;gheorghe:george,gigi;ioana:oana;alexandru:alex,sandu;mihai:misu,mike;' ||
    'cristian:cristi,chris;vasile:vasi;oluwaseun:seun,olu;oluwatobi:tobi,olu;oluwafemi:femi,olu;' ||
    'temitope:temi,tope;babatunde:tunde,baba;chukwuemeka:emeka;ngozi:goz;adebayo:bayo,ade;folasade:sade,fola;' ||
    'ayodele:ayo,dele;kwabena:kwabs;axel:ax;jason:jay;jordan:jay,jord;nigel:nige;darren:daz;gareth:gaz,gary;' ||
    'garry:gaz;gary:gaz;barry:baz;karen:kaz;sharon:shaz;warren:waz;cameron:cam;callum:cal;calvin:cal;' ||
    'clifford:cliff;clive:cli;curtis:curt;derek:del;desmond:des;douglas:doug,dougie;duncan:dunc;dylan:dyl;' ||
    'finlay:fin;graham:gray;gordon:gord;hugh:hughie;ian:iain;irene:rene;janet:jan;keith:keefy;kimberley:kim,kimmy;' ||
    'leslie:les;lindsay:lin;louis:lou,louie;louise:lou,lulu;marcus:marc,mark;maureen:mo,maur;maurice:mo,moz;' ||
    'morgan:mo;mitchell:mitch;neville:nev;norman:norm;reginald:reg,reggie;rodney:rod;roger:rodge;' ||
    'roderick:rod,rory;rosalind:roz,ros;russell:russ;sheila:shee;shaun:shauny;sidney:sid;solomon:sol;stanley:stan;' ||
    'stuart:stu,stew;sylvia:syl;trevor:trev;tristan:tris;wayne:waz;winifred:win,freda;yvonne:von'
  , ';') line, regexp_split_to_table(split_part(line, ':', 2), ',') short where short <> split_part(line, ':', 1);

-- Whoever was recorded before there were keys, or under older ones.
alter table casework.person_name disable trigger user;
update casework.person_name n set spoken = casework.name_spoken(n.given_names, n.family_name) where spoken is null
  or n.person_id in (select p.id from casework.person p left join casework.person_key k on k.person_id = p.id
    where p.merged_into is null and k.made is distinct from casework.keys_made());
alter table casework.person_name enable trigger user;
insert into casework.person_key (person_id, hashes, spelled, made)
  select p.id, casework.hashes_of(k.keys), casework.spelled_in(k.keys), casework.keys_made()
  from (select p.id from casework.person p left join casework.person_key k on k.person_id = p.id
    where p.merged_into is null and k.made is distinct from casework.keys_made()) p, casework.keys_of(p.id) k (keys)
  on conflict (person_id) do update set hashes = excluded.hashes, spelled = excluded.spelled, made = excluded.made;
