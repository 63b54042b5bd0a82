namespace Latchkey.Server.Ground.Pages;

/// <summary>A part of a page that an org wrote: text to send as it stands, or the name of what is put there.</summary>
internal readonly record struct PagePiece(PagePieceKind Kind, string Text);
