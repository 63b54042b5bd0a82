using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Native.OpenId;

/// <summary>Reads what /idp/idx answers. What is not known there is left alone: a provider may say more than this SDK draws.</summary>
internal static class IdxDocument
{
    private static readonly JsonDocumentOptions Bounds = new() { MaxDepth = 32 };

    /// <summary>Whether it is a document at all, and not what somebody in between says.</summary>
    public static bool IsOne(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Bounds);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && (document.RootElement.TryGetProperty("version", out _) || document.RootElement.TryGetProperty("messages", out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static IdxStep Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Bounds);
            return Step(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw SignInException.Untrusted($"The answer of /idp/idx is no document of a sign-in: {e.Message}", e);
        }
    }

    private static IdxStep Step(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException("It is no object.");
        var current = Wrapped(root, "currentAuthenticatorEnrollment") ?? Wrapped(root, "currentAuthenticator");
        var now = current is { } described ? Authenticator(described) : null;
        List<IdxRemediation> remediations = [.. Values(root, "remediation").Select(one => Remediation(root, one))];
        return new()
        {
            StateHandle = Text(root, "stateHandle"),
            Intent = Text(root, "intent"),
            ExpiresAt = DateTimeOffset.TryParse(Text(root, "expiresAt"), System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal, out var end) ? end : null,
            Messages = Messages(root),
            Identifier = Wrapped(root, "user") is { } user ? Text(user, "identifier") : null,
            CurrentAuthenticator = now,
            Remediations = remediations,
            Poll = now?.Poll ?? remediations.FirstOrDefault(one => one.Name is "poll" or "challenge-poll" or "enroll-poll"),
            Passkey = Passkey(root, now, remediations),
            InteractionCode = Member(root, "successWithInteractionCode") is { } success ? Values(success, "value")
                .Where(field => Text(field, "name") == "interaction_code").Select(field => Text(field, "value")).FirstOrDefault() : null,
        };
    }

    private static (string, bool, IdxRemediation)? Passkey(JsonElement root, IdxAuthenticator? now, List<IdxRemediation> remediations)
    {
        var answer = remediations.FirstOrDefault(one => one.Name is IdxRemediations.ChallengeAuthenticator or IdxRemediations.EnrollAuthenticator);
        if (answer is not null && now?.Activation is { } making) return (making, true, answer);
        if (answer is not null && now?.Challenge is { } asked) return (asked, false, answer);
        return remediations.FirstOrDefault(one => one.Name == IdxRemediations.PasskeyWithoutName) is { } unnamed
            && Wrapped(root, "webauthnAutofillUIChallenge") is { } challenge && Member(challenge, "challengeData") is { } options
            ? (options.GetRawText(), false, unnamed) : null;
    }

    private static IdxRemediation Remediation(JsonElement root, JsonElement form)
    {
        var name = Text(form, "name") ?? throw new JsonException("A remediation has no name.");
        var address = Text(form, "href") ?? throw new JsonException($"'{name}' has no address.");
        return new(name, address, [.. Values(form, "value").SelectMany(field => Fields(root, "", field, isVisible: true))])
        {
            Refresh = Member(form, "refresh") is { ValueKind: JsonValueKind.Number } milliseconds && milliseconds.TryGetDouble(out var wait)
                ? TimeSpan.FromMilliseconds(Math.Clamp(wait, 0, 3_600_000)) : null,
            Authenticator = Related(root, form) is { } related ? Authenticator(related) : null,
            Redirect = name == IdxRemediations.RedirectIdp && Uri.TryCreate(address, UriKind.Absolute, out var there) && SecureAddress.IsAllowed(there)
                ? there : null,
        };
    }

    /// <summary>A field, or those it is made of.</summary>
    private static IEnumerable<IdxField> Fields(JsonElement root, string before, JsonElement field, bool isVisible)
    {
        var name = before + (Text(field, "name") ?? throw new JsonException("A field has no name."));
        isVisible &= Flag(field, "visible") != false;
        if (Member(field, "form") is { } inner) return Values(inner, "value").SelectMany(part => Fields(root, name + ".", part, isVisible)).ToList();

        var isMutable = Flag(field, "mutable") != false;
        return
        [
            new IdxField(name, Text(field, "type") ?? "string", Member(field, "value") is { } value ? Node(value) : null)
            {
                Label = Text(field, "label"),
                IsRequired = Flag(field, "required") == true,
                IsSecret = Flag(field, "secret") == true,
                IsMutable = isMutable,
                IsForPeople = isVisible && isMutable && !OfDevices.Contains(name.Split('.')[^1]),
                Options = [.. Values(field, "options").Select(option => Option(root, option))],
                Messages = Messages(field),
            },
        ];
    }

    private static readonly string[] OfDevices = ["clientData", "attestation", "authenticatorData", "signatureData", "userHandle"];

    /// <summary>What is sent when it is chosen: all that its form holds already, and the first of what it leaves open.</summary>
    private static IdxOption Option(JsonElement root, JsonElement option)
    {
        var value = Member(option, "value") ?? throw new JsonException("An option has no value.");
        var chosen = value.ValueKind == JsonValueKind.Object && Member(value, "form") is { } form ? Chosen(form) : Node(value);
        var related = Related(root, option) is { } described ? Authenticator(described) : null;
        return new(Text(option, "label") ?? related?.DisplayName ?? "", chosen ?? throw new JsonException("An option has no value."), related);
    }

    private static JsonObject Chosen(JsonElement form)
    {
        var chosen = new JsonObject();
        foreach (var field in Values(form, "value"))
        {
            if (Text(field, "name") is not { } name) continue;
            if (Member(field, "value") is { } known) chosen[name] = Node(known);
            else if (Values(field, "options").Select(one => Member(one, "value")).FirstOrDefault() is { } first) chosen[name] = Node(first);
        }
        return chosen;
    }

    private static IdxAuthenticator Authenticator(JsonElement json)
    {
        var context = Member(json, "contextualData");
        return new(Text(json, "key") ?? "", Text(json, "type") ?? "")
        {
            Id = Text(json, "id"),
            DisplayName = Text(json, "displayName"),
            Email = Member(json, "profile") is { ValueKind: JsonValueKind.Object } profile ? Text(profile, "email") : null,
            SharedSecret = context is { } told ? Text(told, "sharedSecret") : null,
            QrCode = context is { } shown && Member(shown, "qrcode") is { } picture ? Text(picture, "href") : null,
            Challenge = context is { } asked && Member(asked, "challengeData") is { } challenge ? challenge.GetRawText() : null,
            Activation = context is { } made && Member(made, "activationData") is { } activation ? activation.GetRawText() : null,
            Resend = Way(json, "resend"),
            Recover = Way(json, "recover"),
            Poll = Way(json, "poll"),
        };
    }

    private static IdxRemediation? Way(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Object } form && Text(form, "href") is not null ? Remediation(form, form) : null;

    /// <summary>What stands elsewhere in the document: <c>$.authenticators.value[0]</c>, in a list or by itself.</summary>
    private static JsonElement? Related(JsonElement root, JsonElement from)
    {
        var path = Member(from, "relatesTo") switch
        {
            { ValueKind: JsonValueKind.String } one => one.GetString(),
            { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String => list[0].GetString(),
            _ => null,
        };
        if (path is null || !path.StartsWith("$.", StringComparison.Ordinal)) return null;
        JsonElement? found = root;
        foreach (var part in path[2..].Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            found = Member(found.Value, bracket < 0 ? part : part[..bracket]);
            if (found is not null && bracket >= 0)
            {
                if (!int.TryParse(part.AsSpan(bracket).Trim("[]"), System.Globalization.NumberStyles.None,
                    System.Globalization.CultureInfo.InvariantCulture, out var index)) return null;
                found = found.Value.ValueKind == JsonValueKind.Array && index < found.Value.GetArrayLength() ? found.Value[index] : null;
            }
            if (found is null) return null;
        }
        return found is { ValueKind: JsonValueKind.Object } && Member(found.Value, "value") is { ValueKind: JsonValueKind.Object } inside ? inside : found;
    }

    private static List<IdxMessage> Messages(JsonElement parent) => Member(parent, "messages") is not { ValueKind: JsonValueKind.Object } messages ? []
        : [.. Values(messages, "value").Select(one => new IdxMessage(
            Member(one, "i18n") is { ValueKind: JsonValueKind.Object } words ? Text(words, "key") : null, Text(one, "message") ?? "",
            Text(one, "class") is null or "ERROR"))];

    private static JsonElement? Wrapped(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Object } outer && Member(outer, "value") is { ValueKind: JsonValueKind.Object } inner ? inner : null;

    /// <summary>A list, or the one that a collection of ION wraps.</summary>
    private static IEnumerable<JsonElement> Values(JsonElement parent, string name)
    {
        if (Member(parent, name) is not { } list) return [];
        if (list.ValueKind == JsonValueKind.Object) return Values(list, "value");
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).ToList() : [];
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool? Flag(JsonElement parent, string name) => Member(parent, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A copy that outlives the document.</summary>
    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
