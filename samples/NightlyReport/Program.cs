using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Latchkey.Protocol;

// A job that runs by itself at night: it signs in as itself, not as a person (client credentials, RFC 6749 §4.4).
if (SampleSettings.Find("service", args) is not { } settings) return 2;
var orders = new Uri(new Uri(SampleSettings.Option(args, "api") ?? "http://localhost:5080"), "/warehouse/orders");

using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = Localhost.ConnectAsync });      // names under localhost, too

try
{
    return await Report();
}
catch (HttpRequestException unanswered)
{
    Console.Error.WriteLine($"{unanswered.Message}. Are the server and the sample API running? ./run.sh --no-app starts both.");
    return 1;
}

async Task<int> Report()
{
    using var asking = new HttpRequestMessage(HttpMethod.Post, settings.Issuer + "/v1/token");
    asking.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.ClientId}:{settings.ClientSecret}")));
    asking.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "orders:read")]);
    using var granted = await http.SendAsync(asking);
    var token = await granted.Content.ReadFromJsonAsync<JsonElement>();
    if (!granted.IsSuccessStatusCode)
    {
        Console.Error.WriteLine($"No token: {token.GetProperty("error").GetString()}, {token.GetProperty("error_description").GetString()}");
        return 1;
    }

    using var reading = new HttpRequestMessage(HttpMethod.Get, orders);
    reading.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
    using var read = await http.SendAsync(reading);
    if (!read.IsSuccessStatusCode)
    {
        Console.Error.WriteLine($"{orders} answered {(int)read.StatusCode}: {read.Headers.WwwAuthenticate}");
        return 1;
    }

    var customers = (await read.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().ToList();
    foreach (var customer in customers) Console.WriteLine($"{customer.GetProperty("sub").GetString(),-30} {customer.GetProperty("orders").GetArrayLength(),3} orders");
    Console.WriteLine($"{customers.Count} {(customers.Count == 1 ? "customer" : "customers")}");
    return 0;
}
