namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// Work that may look at everything and change nothing: what follows from it writes no row, at whatever depth it tries. So
/// no code, link or token is spent by who only asks what there would be (HEAD, RFC 9110 §9.2.1).
/// </summary>
internal static class ReadingOnly
{
    private static readonly AsyncLocal<bool> here = new();

    /// <summary>From here on, for the caller and what it awaits; over when the caller's own method is.</summary>
    public static void Begin() => here.Value = true;

    internal static void RefuseWrite()
    {
        if (here.Value) throw new ReadingOnlyException();
    }
}
