using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Latchkey.Bench;

/// <summary>A person with one passkey, and the device and the browser before it. WebAuthn Level 3 §5.1, §6.</summary>
internal sealed partial class KeyHolder(Wire wire, Uri org, string returnsTo)
{
    private const byte PresentAndVerified = 5, Attested = 64;

    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    private readonly Visitor visitor = new(wire, returnsTo);
    private string owner = "";
    private uint count;

    /// <summary>Makes the passkey on the person's own page, once.</summary>
    public async Task Enroll(string login, string password)
    {
        var page = new Uri(org, "/account/passkeys");
        var signedIn = new Visitor(wire, page.OriginalString);
        await signedIn.SignIn(page, login, password);
        var form = Form((await wire.Send(Request.Get(page, cookies: signedIn.Cookies))).Expect(200).Text, "make");
        var options = Options(form);
        owner = options["user"]!["id"]!.GetValue<string>();
        var clientData = ClientData("webauthn.create", options);
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString("none");
        cbor.WriteTextString("attStmt");
        cbor.WriteStartMap(0);
        cbor.WriteEndMap();
        cbor.WriteTextString("authData");
        cbor.WriteByteString(AuthenticatorData(Attested, [.. new byte[16], 0, 32, .. Base64Url.DecodeFromChars(id), .. Cose()]));
        cbor.WriteEndMap();
        var said = Said(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData), ["attestationObject"] = Base64Url.EncodeToString(cbor.Encode()),
            ["transports"] = new JsonArray("internal"),
        });
        var reply = await wire.Send(Request.Post(page, Fill(form, said), cookies: signedIn.Cookies));
        if (reply.Status is not (302 or 303)) throw new UnexpectedAnswerException(reply.Status, "the passkey was not made");
    }

    /// <summary>From the authorize address to the address the app is called back at, with nothing typed.</summary>
    public async Task<Uri> SignIn(Uri authorize)
    {
        visitor.Forget();
        var (address, html) = await visitor.Open(authorize);
        var form = Form(html, "sign");
        var options = Options(form);
        var clientData = ClientData("webauthn.get", options);
        count++;
        var authData = AuthenticatorData(0, []);
        var said = Said(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData), ["authenticatorData"] = Base64Url.EncodeToString(authData),
            ["signature"] = Base64Url.EncodeToString(pair.SignData([.. authData, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = owner,
        });
        var action = new Uri(address, WebUtility.HtmlDecode(ActionOf().Match(form).Groups[1].Value));
        var reply = await wire.Send(Request.Post(action, Fill(form, said), cookies: visitor.Cookies));
        visitor.Remember(reply);
        return Visitor.Callback(reply, action);
    }

    private byte[] ClientData(string type, JsonObject options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type, ["challenge"] = options["challenge"]!.GetValue<string>(), ["origin"] = org.GetLeftPart(UriPartial.Authority), ["crossOrigin"] = false,
    }.ToJsonString());

    private byte[] AuthenticatorData(byte more, byte[] attested)
    {
        var counted = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counted, count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(org.Host)), (byte)(more | PresentAndVerified), .. counted, .. attested];
    }

    private string Said(JsonObject response) => new JsonObject
    {
        ["id"] = id, ["rawId"] = id, ["type"] = "public-key", ["response"] = response, ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();

    /// <summary>RFC 9053 §7.1.1, in the order of CTAP 2.</summary>
    private byte[] Cose()
    {
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(5);
        foreach (var (label, value) in ((int, int)[])[(1, 2), (3, -7), (-1, 1)])
        {
            cbor.WriteInt32(label);
            cbor.WriteInt32(value);
        }
        cbor.WriteInt32(-2);
        cbor.WriteByteString(point.X!);
        cbor.WriteInt32(-3);
        cbor.WriteByteString(point.Y!);
        cbor.WriteEndMap();
        return cbor.Encode();
    }

    private static string Form(string html, string does) => FormElement().Matches(html).Select(form => form.Value)
        .FirstOrDefault(form => form.Contains($"data-passkey=\"{does}\"", StringComparison.Ordinal)) ?? throw new UnexpectedAnswerException(200, "no page for a passkey");

    private static JsonObject Options(string form) => JsonNode.Parse(WebUtility.HtmlDecode(OptionsOf().Match(form).Groups[1].Value))!.AsObject();

    private static string Fill(string form, string said) => Request.Form([.. InputElement().Matches(form).Select(input => (Name: Named().Match(input.Value).Groups[1].Value,
        Value: WebUtility.HtmlDecode(Valued().Match(input.Value).Groups[1].Value))).Where(one => one.Name.Length > 0).Select(one => one.Name == "credential" ? (one.Name, said) : one)]);

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex("<input\\b[^>]*>")]
    private static partial Regex InputElement();

    [GeneratedRegex("\\sname=\"([^\"]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("\\svalue=\"([^\"]*)\"")]
    private static partial Regex Valued();

    [GeneratedRegex("\\saction=\"([^\"]*)\"")]
    private static partial Regex ActionOf();

    [GeneratedRegex("\\sdata-options=\"([^\"]*)\"")]
    private static partial Regex OptionsOf();
}
