namespace Latchkey.Server.Ground.Web;

/// <summary>How long a text is as whoever wrote it counts: an emoji is one character, though it takes two of UTF-16. JSON Schema counts so as well.</summary>
internal static class Characters
{
    public static int Of(string text) => text.Length - text.Count(char.IsLowSurrogate);
}
