using Latchkey.Native;
using Latchkey.Native.Maui;

namespace Quickstart;

/// <summary>What of docs/guide/sign-in-mobile.md is for .NET MAUI alone.</summary>
public static class MauiProgram
{
    public static MauiAppBuilder Configure(MauiAppBuilder builder)
    {
        builder.UseLatchkey(Settings.Configure);
        builder.Services.AddTransient<MainPage>();
        return builder;
    }
}

public partial class MainPage : ContentPage
{
    private readonly Screen screen;

    public MainPage(LatchkeyClient auth) => screen = new Screen(auth);

    protected override async void OnAppearing()
    {
        base.OnAppearing();
        await screen.AppearAsync();
    }
}

public partial class Screen(LatchkeyClient auth)
{
    private readonly Label who = new();
    private readonly Label said = new();

    public async Task AppearAsync()
    {
        var signIn = new Button();
        signIn.Clicked += async (_, _) => await SignInAsync();
        await LookAsync();
        if (session is null) return;
        Watch(session);
        await AskAsync(session);
        await ShowOrdersAsync();
        await SignOutAsync(session);
    }

    private static void OnMain(Action show) => MainThread.BeginInvokeOnMainThread(show);
}
