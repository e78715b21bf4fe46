"""Numbers in sentences."""


def counted(number: int, thing: str, things: str | None = None) -> str:
    """`1 article`, `2,000 articles`; `things` is the plural where it is not formed with an s."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"
