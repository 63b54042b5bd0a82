using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Latchkey.Protocol;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.AuthorizationServers;

public sealed record StoredRule(AccessPolicyRule Rule, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
