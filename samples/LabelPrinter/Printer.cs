using System.Net.Http.Json;
using Latchkey.Native;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LabelPrinter;

/// <summary>Where the orders are.</summary>
internal sealed record OrdersAddress(Uri Url);

/// <summary>Looks for new orders every few seconds, and prints each once.</summary>
internal sealed class Printer(LatchkeyClient auth, OrdersAddress orders, TimeProvider clock, ILogger<Printer> log) : BackgroundService
{
    private int lastPrinted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient(LatchkeyTokenHandler.WithConnection(auth, orders.Url));
        using var pause = new PeriodicTimer(TimeSpan.FromSeconds(5), clock);
        do
        {
            try
            {
                if (await auth.GetSessionAsync(stoppingToken) is null) await SignIn(stoppingToken);
                await PrintNew(http, stoppingToken);
            }
            catch (Exception e) when (e is SignInException or HttpRequestException)
            {
                log.WillTryAgain(e.Message);            // the network comes and goes; the sign-in stays
            }
        }
        while (await pause.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Shows a code, and waits until somebody has entered it on another device (RFC 8628).</summary>
    private async Task SignIn(CancellationToken ct)
    {
        var device = await auth.StartDeviceSignInAsync(cancellationToken: ct);
        log.Asks(device.VerificationUri, device.UserCode, device.VerificationUriComplete);
        var session = await device.WaitAsync(ct);
        log.SignedIn(session.User.Name ?? session.User.Subject);
    }

    private async Task PrintNew(HttpClient http, CancellationToken ct)
    {
        var mine = (await http.GetFromJsonAsync<CustomerOrders>(new Uri(orders.Url, "/orders"), ct))!;
        foreach (var order in mine.Orders.Where(order => order.Number > lastPrinted).OrderBy(order => order.Number))
        {
            log.Printed(order.Number, order.Quantity, order.Item);
            lastPrinted = order.Number;
        }
    }

    private sealed record Order(int Number, string Item, int Quantity);

    private sealed record CustomerOrders(IReadOnlyList<Order> Orders);
}

internal static partial class LogMessages
{
    [LoggerMessage(Level = LogLevel.Information, Message = "To sign this printer in, open {Address} and enter {Code}. Or open {Complete}")]
    public static partial void Asks(this ILogger log, Uri address, string code, Uri? complete);

    [LoggerMessage(Level = LogLevel.Information, Message = "Printing for {Person}.")]
    public static partial void SignedIn(this ILogger log, string person);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} Trying again in a moment.")]
    public static partial void WillTryAgain(this ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Printed label {Number}: {Quantity} × {Item}")]
    public static partial void Printed(this ILogger log, int number, int quantity, string item);
}
