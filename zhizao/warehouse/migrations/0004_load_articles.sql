-- Articles that an earlier load brought and this load extracts anew, because the engine or the lexicon has changed.
create table ops.load_articles (
    load_id text not null references ops.loads,
    article_key text not null references raw.articles,
    primary key (load_id, article_key)
);
comment on table ops.load_articles is 'One row per load and article of an earlier load that it extracts anew.';
comment on column ops.load_articles.load_id is 'The load that extracts.';
comment on column ops.load_articles.article_key is 'The article, brought by an earlier load.';
