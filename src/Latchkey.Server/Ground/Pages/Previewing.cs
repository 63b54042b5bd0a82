namespace Latchkey.Server.Ground.Pages;

/// <summary>Of a request: its page is shown as it is being written.</summary>
internal sealed record Previewing;
