using LabelPrinter;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A worker without a keyboard or a browser: somebody signs it in on their phone, and it prints a label for each new order.
if (SampleSettings.Find("native", args) is not { } settings) return 2;

var builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(new OrdersAddress(new Uri(SampleSettings.Option(args, "api") ?? "http://localhost:5080")));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<Connection>();
builder.Services.AddSingleton<DeviceSignIn>();
builder.Services.AddHostedService<Printer>();
await builder.Build().RunAsync();
return 0;
