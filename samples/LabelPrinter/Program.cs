using LabelPrinter;
using Latchkey.Native;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A worker without a keyboard or a browser: somebody signs it in on their phone, and it prints a label for each new order.
if (SampleSettings.Find("native", args) is not { } settings) return 2;

var builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(new OrdersAddress(new Uri(SampleSettings.Option(args, "api") ?? "http://localhost:5080")));
builder.Services.AddSingleton(_ => new LatchkeyClient(new LatchkeyOptions
{
    Issuer = new Uri(settings.Issuer),
    ClientId = settings.ClientId,
    DataDirectory = SampleSettings.Option(args, "data"),
}));
builder.Services.AddHostedService<Printer>();
await builder.Build().RunAsync();
return 0;
