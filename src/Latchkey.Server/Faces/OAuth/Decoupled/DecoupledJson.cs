using System.Text.Json.Serialization;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

[JsonSerializable(typeof(DeviceAuthorizationResponse))]
[JsonSerializable(typeof(BackchannelAuthenticationResponse))]
public sealed partial class DecoupledJson : JsonSerializerContext;
