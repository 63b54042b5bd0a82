using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Journeys over the hosted pages as a person meets them: accessible, at 320 px and wide, light and dark, with and without script. Classes of them run side by side.</summary>
public abstract class PageJourney : IAsyncLifetime
{
    protected Neighbourhood Here { get; private set; } = null!;

    /// <summary>The seeded native app.</summary>
    protected string ClientId { get; private set; } = "";

    /// <summary>Where it wants its answers, and the scheme of that address.</summary>
    protected string Redirect { get; private set; } = "";

    protected string Scheme { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Here = await Neighbourhood.StartOrg();
        var native = Here.Dev["apps"]!["native"]!;
        ClientId = (string)native["clientId"]!;
        Redirect = native["redirectUris"]!.AsArray().Select(uri => (string)uri!).First(uri => !uri.StartsWith("http", StringComparison.Ordinal));
        Scheme = Redirect.Split(':')[0];
    }

    public async Task DisposeAsync() => await Here.DisposeAsync();

    protected static async Task SignIn(IPage page, string identifier, string password)
    {
        await page.FillAsync("#identifier", identifier);
        await page.FillAsync("#password", password);
        await page.ClickAsync("button[type=submit]");
    }

    /// <summary>What the org chooses, through the management API.</summary>
    protected async Task Choose(string settings, string path = "/api/v1/org/settings", HttpMethod? method = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Put, new Uri(Here.Server + path)) { Content = new StringContent(settings, null, "application/json") };
        request.Headers.Add("Authorization", "SSWS " + (string)Here.Dev["apiToken"]!);
        using var answer = await http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The newest code mailed to someone, once more than so many have come.</summary>
    protected async Task<string> MailedCode(string to, int after = 0)
    {
        using var http = new HttpClient();
        for (; ; await Task.Yield())
        {
            var mails = JsonNode.Parse(await http.GetStringAsync((string)Here.Dev["mail"]! + ".json"))!.AsArray().Where(mail => (string)mail!["to"]! == to).ToArray();
            if (mails.Length > after) return Regex.Match((string)mails[0]!["text"]!, @"^\d{6}$", RegexOptions.Multiline).Value;
        }
    }

    protected const string Verifier = "a-verifier-that-few-redeem-of-forty-three-letters";

    protected string SignInAddress()
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"{Here.Dev["issuer"]}/v1/authorize?client_id={ClientId}&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString(Redirect)}&state=s&nonce=n&code_challenge={challenge}&code_challenge_method=S256";
    }
}
