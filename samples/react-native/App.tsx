import React, {useEffect, useState} from 'react';
import {Button, SafeAreaView, Text} from 'react-native';
import {
  clearTokens, createConfig, getAccessToken, getUserFromIdToken, isAuthenticated, refreshTokens, revokeAccessToken, revokeRefreshToken, signInWithBrowser, signOut,
} from '@okta/okta-react-native';

const ready = createConfig({
  discoveryUri: 'https://localhost:8080/oauth2/default',
  clientId: '0oa…',
  redirectUri: 'com.example.quickstart:/callback',
  endSessionRedirectUri: 'com.example.quickstart:/logout',
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  requireHardwareBackedKeyStore: false, // emulators have none; leave it out in an app that ships
});

/** Signs a person in, shows who it is, calls an API, signs out. */
export default function App() {
  const [name, setName] = useState<string>();
  const [message, setMessage] = useState('');

  const show = async () => {
    const {authenticated} = await isAuthenticated(); // the session of the last start
    setName(authenticated ? (await getUserFromIdToken()).name : undefined);
  };
  const run = (action: () => Promise<void>) => () => action().catch(error => setMessage(error.message));
  useEffect(run(async () => { await ready; await show(); }), []);

  const signIn = run(async () => { await signInWithBrowser({}); await show(); });
  const orders = run(async () => setMessage(await (await fetch('https://api.example.com/orders', {headers: {Authorization: `Bearer ${await token()}`}})).text()));
  const leave = run(async () => {
    await signOut();
    await revokeAccessToken();
    await revokeRefreshToken();
    await clearTokens();
    await show();
  });

  return (
    <SafeAreaView>
      <Text>{name ? `Hello, ${name}` : 'Nobody is signed in.'}</Text>
      {name ? <><Button title="Get orders" onPress={orders} /><Button title="Sign out" onPress={leave} /></> : <Button title="Sign in" onPress={signIn} />}
      <Text>{message}</Text>
    </SafeAreaView>
  );
}

/** This SDK does not refresh by itself: an access token that has ended is an error, and then it is time to. */
async function token(): Promise<string> {
  try {
    return (await getAccessToken()).access_token;
  } catch {
    return (await refreshTokens()).access_token;
  }
}
