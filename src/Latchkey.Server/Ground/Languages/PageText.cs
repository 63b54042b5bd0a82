namespace Latchkey.Server.Ground.Languages;

/// <summary>A text of our pages that an org may say in words of its own.</summary>
/// <param name="Name">What it is called, whatever the language.</param>
/// <param name="In">What it is in ours.</param>
/// <param name="Put">Puts another one in its place, of a copy that nobody else has.</param>
internal sealed record PageText(string Name, Func<Texts, string> In, Action<Texts, string> Put);
