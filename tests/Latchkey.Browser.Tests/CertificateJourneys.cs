using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>The page of a development server that a phone installs its authority from.</summary>
public sealed class CertificateJourneys : IAsyncLifetime
{
    private Neighbourhood here = null!;

    public async Task InitializeAsync() => here = await Neighbourhood.Start("--lan", "127.0.0.2");

    public async Task DisposeAsync() => await here.DisposeAsync();

    [Fact]
    public async Task The_page_is_for_everyone_and_its_file_is_the_authority_of_the_fingerprint()
    {
        await using var browser = await Chromium.StartAsync(View.Desktop with { GoesOnPastWarnings = true });
        var page = browser.Page;
        await page.GotoAsync($"{here.Server}/dev/certificate");
        await page.ShouldLookRight("certificate", "Trust this server on your phone");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#android"));
        download.SuggestedFilename.ShouldBe("latchkey-development.crt");
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(await download.PathAsync());
        var shown = (await page.TextContentAsync("#fingerprint"))!;
        string.Concat(shown.Where(char.IsAsciiHexDigit)).ShouldBe(certificate.GetCertHashString(HashAlgorithmName.SHA256));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "#android", "#apple")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1", "#apple", "#android")]
    public async Task A_phone_sees_its_own_steps_and_may_open_the_others(string agent, string own, string other)
    {
        await using var browser = await Chromium.StartAsync(View.Phone with { UserAgent = agent, GoesOnPastWarnings = true, Script = false });
        var page = browser.Page;
        await page.GotoAsync($"{here.Server}/dev/certificate");
        (await page.IsVisibleAsync(own)).ShouldBeTrue();
        (await page.IsVisibleAsync(other)).ShouldBeFalse();
        await page.Locator("details:not([open]) summary").ClickAsync();
        (await page.IsVisibleAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_does_not_trust_it_is_warned()
    {
        await using var browser = await Chromium.StartAsync(View.Phone);
        (await Should.ThrowAsync<PlaywrightException>(() => browser.Page.GotoAsync($"{here.Server}/dev/certificate"))).Message.ShouldContain("ERR_CERT_AUTHORITY_INVALID");
    }
}
