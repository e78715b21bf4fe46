-- A name without width, case, spaces and quotation marks: two forms that agree in it are one form. One definition
-- for dbt, which joins by it, and for entity resolution, which keys by it.
create function ops.normalised_name(name text) returns text
language sql immutable strict parallel safe
return lower(translate(normalize(name, nfkc), e' \t\r\n\u200b"“”''‘’「」『』《》〈〉·・•‧', ''));
comment on function ops.normalised_name(text) is
'A name without width, case, spaces and quotation marks: two forms that agree in it are one form.';
