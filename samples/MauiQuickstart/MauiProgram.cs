using Latchkey.Native;
using Latchkey.Native.Maui;

namespace MauiQuickstart;

public static class MauiProgram
{
    public static readonly Uri Api = new("https://api.example.com");

    public static MauiApp CreateMauiApp()
    {
        var builder = MauiApp.CreateBuilder();
        builder.UseMauiApp<App>();
        builder.UseLatchkey(o =>
        {
            o.Issuer = new Uri("https://id.example.com/oauth2/default");
            o.ClientId = "0oa…";                                            // your app's client id
            o.RedirectUri = RedirectTarget.Scheme("com.example.quickstart");
            o.ApiOrigins = [Api];
            o.UserPresence = new MauiUserPresence("Unlock your orders");
        });
        builder.Services.AddTransient<MainPage>();
        return builder.Build();
    }
}
