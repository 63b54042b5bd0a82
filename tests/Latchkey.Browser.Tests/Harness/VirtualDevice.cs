using Microsoft.Playwright;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>A device that keeps passkeys, as Chromium imitates one. WebAuthn Level 3 §11.</summary>
public sealed class VirtualDevice
{
    private readonly ICDPSession chromium;
    private readonly string id;

    private VirtualDevice(ICDPSession chromium, string id) => (this.chromium, this.id) = (chromium, id);

    /// <param name="browser">That it is plugged into.</param>
    /// <param name="roaming">A key that is carried about; otherwise the device itself.</param>
    /// <param name="verifies">It makes sure of its owner. One that does not keeps no list of what it has made: Chromium lets no such device make what it
    /// would find without a name, nor find it, whatever user verification the page asks for.</param>
    public static async Task<VirtualDevice> PlugInto(Chromium browser, bool roaming = false, bool verifies = true)
    {
        var session = await browser.Context.NewCDPSessionAsync(browser.Page);
        await session.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        return await PlugInto(session, roaming, verifies);
    }

    private static async Task<VirtualDevice> PlugInto(ICDPSession session, bool roaming, bool verifies)
    {
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = roaming ? "usb" : "internal", ["hasResidentKey"] = verifies,
                ["hasUserVerification"] = verifies, ["isUserVerified"] = verifies, ["automaticPresenceSimulation"] = true,
            },
        });
        return new(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Whether its owner touches it whenever it asks.</summary>
    public Task Touched(bool always) => chromium.SendAsync("WebAuthn.setAutomaticPresenceSimulation", new() { ["authenticatorId"] = id, ["enabled"] = always });

    /// <summary>How many passkeys it keeps.</summary>
    public async Task<int> Keeps() =>
        (await chromium.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id }))!.Value.GetProperty("credentials").GetArrayLength();

    /// <summary>It is pulled out, and another is plugged in.</summary>
    public async Task<VirtualDevice> GivesWay(bool roaming, bool verifies)
    {
        await chromium.SendAsync("WebAuthn.removeVirtualAuthenticator", new() { ["authenticatorId"] = id });
        return await PlugInto(chromium, roaming, verifies);
    }
}
