import { describe, expect, it } from 'vitest';
import { addressProblem, isPublicAddress } from './push-address.js';

describe('an address to push to', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://web.push.apple.com/x',
    'https://8.8.8.8/x',
  ])('may be %s', (endpoint) => {
    expect(addressProblem(endpoint, [])).toBeNull();
  });

  it.each([
    'http://fcm.googleapis.com/x',
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://127.1/x',
    'https://2130706433/x',
    'https://0x7f.0.0.1/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[fd00::1]/x',
    'https://10.1.2.3/x',
    'https://169.254.169.254/latest/meta-data',
    'https://push.example.com:22/x',
    'https://user:word@push.example.com/x',
    'ftp://push.example.com/x',
  ])('may not be %s', (endpoint) => {
    expect(addressProblem(endpoint, [])).toMatch(/address/);
  });

  it('may be one of the private network that the settings name', () => {
    expect(addressProblem('http://push.intern:8080/x', ['http://push.intern:8080'])).toBeNull();
    expect(addressProblem('http://push.intern:8081/x', ['http://push.intern:8080'])).not.toBeNull();
  });

  it('is public or not, in every spelling', () => {
    expect(['1.1.1.1', '2606:4700::1111', '::ffff:1.1.1.1'].every(isPublicAddress)).toBe(true);
    const hidden = ['10.0.0.1', '::1', '::ffff:192.168.0.1', '::ffff:7f00:1', '224.0.0.1', '100.64.0.1', 'x'];
    expect(hidden.filter(isPublicAddress)).toEqual([]);
  });
});
