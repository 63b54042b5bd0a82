using Latchkey.Native;
using Latchkey.Native.Maui;

namespace MauiQuickstart;

public static class MauiProgram
{
    public static MauiApp CreateMauiApp()
    {
        var builder = MauiApp.CreateBuilder();
        builder.UseMauiApp<App>();
        builder.UseLatchkey(Settings.Configure);
        builder.Services.AddSingleton(services => new HttpClient(LatchkeyTokenHandler.WithConnection(services.GetRequiredService<LatchkeyClient>(), Settings.Api)) { BaseAddress = Settings.Api });
        builder.Services.AddTransient<MainPage>();
        return builder.Build();
    }
}
