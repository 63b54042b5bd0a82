using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LabelPrinter;

/// <summary>Looks for new orders every few seconds, and prints each once.</summary>
internal sealed class Printer(DeviceSignIn signIn, Connection connection, OrdersAddress orders, TimeProvider clock, ILogger<Printer> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private int lastPrinted;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var token = await signIn.AccessToken(stoppingToken);
                foreach (var order in (await Read(token, stoppingToken)).Where(order => order.Number > lastPrinted).OrderBy(order => order.Number))
                {
                    log.Printed(order.Number, order.Quantity, order.Item);
                    lastPrinted = order.Number;
                }
            }
            catch (HttpRequestException e)
            {
                log.WillTryAgain(e.Message);            // the network comes and goes; the sign-in stays
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<Order>> Read(string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(orders.Url, "/orders"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await connection.Http.SendAsync(request, ct);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CustomerOrders>(ct))!.Orders;
    }

    private sealed record Order(int Number, string Item, int Quantity);

    private sealed record CustomerOrders(IReadOnlyList<Order> Orders);
}

internal static partial class LogMessages
{
    [LoggerMessage(Level = LogLevel.Information, Message = "To sign this printer in, open {Address} and enter {Code}. Or open {Complete}")]
    public static partial void Asks(this ILogger log, string address, string code, string complete);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-in is over; somebody has to sign in again.")]
    public static partial void SignedOut(this ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} Trying again in a moment.")]
    public static partial void WillTryAgain(this ILogger log, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Printed label {Number}: {Quantity} × {Item}")]
    public static partial void Printed(this ILogger log, int number, int quantity, string item);
}
