namespace Latchkey.Server.Ground.Pages;

/// <summary>What becomes of a <see cref="PagePiece"/>.</summary>
internal enum PagePieceKind
{
    /// <summary>It is sent as it stands.</summary>
    Literal,
    /// <summary>The value of that name, as text in HTML.</summary>
    Value,
    /// <summary>The value of that name, as it is: markup of ours between elements, or an address of ours in a style.</summary>
    AsItIs,
    /// <summary>Up to the end of it, only where that name has a value.</summary>
    Section,
    SectionEnd,
}
