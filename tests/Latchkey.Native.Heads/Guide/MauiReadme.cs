using Latchkey.Native;
using Latchkey.Native.Maui;

namespace Readme;

/// <summary>The code of the MAUI package's readme.</summary>
public partial class ReadmePage(LatchkeyClient auth) : ContentPage
{
    private LatchkeySession? session;

    public static void Configure(MauiAppBuilder builder)
    {
        builder.UseLatchkey(options =>
        {
            options.Issuer = new Uri("https://id.example.com/oauth2/default");
            options.ClientId = "0oa…";
            options.RedirectUri = RedirectTarget.SchemeOnPhones("com.example.app");     // Windows: a loopback address
        });
    }

    protected override async void OnAppearing()
    {
        base.OnAppearing();
        session = await auth.TryFinishSignInAsync() ?? await auth.GetSessionAsync();       // the answer to a sign-in whose process was ended, else the store
    }
}
