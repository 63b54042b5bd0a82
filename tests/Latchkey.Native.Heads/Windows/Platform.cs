namespace Microsoft.Maui;

/// <summary>Where MAUI's stubs run on Windows: nowhere, they are compiled only.</summary>
internal static class Platform
{
    public static IPlatformApplication? Current { get; set; }
    public static bool IsMainThread => true;
    public static void OnMain(Action act) => act();
    public static Action<Action> Poster() => OnMain;
    public static void Changed()
    {
    }

    public static void RequireMainThread()
    {
    }

    public static void Show(Latchkey.Stubs.MauiScreen screen) => Screen = screen;
    public static Latchkey.Stubs.MauiScreen? Screen { get; private set; }
}
