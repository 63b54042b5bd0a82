using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Devices;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Security &gt; Authenticators &gt; Passkey devices: what FIDO says of them, and a newer file. Decision 0038.</summary>
public sealed class ConsoleDevicesTests
{
    [Fact]                                                             // what is not FIDO's is refused
    public async Task The_console_takes_a_newer_file_and_says_which_models_are_taken()
    {
        using PasskeyMaker fido = new("FIDO of this test"), steel = new("Steel Key 5"), tin = new("Tin Key"), stranger = new("Nobody");
        await using var org = await TestOrg.StartAsync();
        var path = "/authenticators/" + (await org.Read("/authenticators")).ShouldSucceed().List.Single(one => one!["key"]!.ToString() == "webauthn")!["id"];
        const string at = "/admin/authenticators/devices";
        using var browser = await org.ConsoleAsync();
        async Task<(HttpStatusCode Status, string? Location, string Text)> Upload(string file)
        {
            using var handler = new HttpClientHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false };
            using var http = new HttpClient(handler);
            using var form = new MultipartFormDataContent { { new StringContent((await browser.OpenAsync(at)).FormToken()), "form_token" }, { new StringContent(file), "file", "blob.jwt" } };
            using var answer = await http.PostAsync(org.Url + at, form);
            return (answer.StatusCode, answer.Headers.Location?.ToString(), WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }
        var none = await browser.OpenAsync(at);
        none.Text.ShouldContain("No file has been brought yet");
        none.Text.ShouldContain("latchkey fido-metadata --data DIR --from FILE");
        var refused = await Upload(fido.Sign(1, steel.Entry("FIDO_CERTIFIED_L2")));
        (refused.Status, refused.Text.Contains("This is not a file that FIDO has signed", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.BadRequest, true));

        // Whoever runs the server has said whose certificates count.
        await DeviceModels.Bring(org.Services.GetRequiredService<Database>(),
            await FidoMetadata.Read(fido.Sign(3, steel.Entry("FIDO_CERTIFIED_L2"), tin.Entry("FIDO_CERTIFIED")), fido.RootPem, org.Clock.GetUtcNow()), default);
        (await Upload(stranger.Sign(9, steel.Entry("REVOKED")))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Upload(fido.Sign(2, steel.Entry("FIDO_CERTIFIED_L2")))).Text.ShouldContain("A newer file was brought before.");
        (await org.Put($"{path}/methods/webauthn", new JsonObject { ["settings"] = new JsonObject { ["certification"] = "L2", ["aaguidGroups"] = new JsonArray(new JsonObject { ["name"] = "House", ["aaguids"] = new JsonArray(steel.Model.ToString()) }) } })).ShouldSucceed();
        var weighty = steel.Entry("FIDO_CERTIFIED_L2");
        weighty["metadataStatement"]!["icon"] = new string('i', 5_000_000);                             // as FIDO's is, and more than other forms may have
        (await Upload(fido.Sign(4, weighty, tin.Entry("FIDO_CERTIFIED"), stranger.Entry("FIDO_CERTIFIED_L3", "REVOKED")))).Location.ShouldBe(at + "?done=saved");
        var page = await browser.OpenAsync(at);
        page.Document.QuerySelectorAll("tbody tr").Select(row => $"{row.QuerySelector("th bdi")!.TextContent}: {row.QuerySelector("td .badge")!.TextContent}")
            .ShouldBe(["Nobody: Revoked", "Steel Key 5: Taken", "Tin Key: Not taken"]);
        page.Document.QuerySelectorAll("dl.rows dd").Select(fact => fact.TextContent).ShouldContain("4");
        page.Text.ShouldContain("House");
        page = await browser.OpenAsync(at + "?q=tin");
        page.Document.QuerySelectorAll("tbody tr").ShouldHaveSingleItem();
        (await org.Events(path.Split('/')[^1])).ShouldContain("security.authenticator.lifecycle.update");
    }
}
