import type { UserId } from '@carillon/contracts';
import { describe, expect, it } from 'vitest';
import { Devices } from './devices.js';

const alice = 'alice' as UserId;

function someDevices() {
  const changes: string[] = [];
  const devices: Devices = new Devices((userId, before) => {
    changes.push(`${before} → ${devices.stateOf(userId)}`);
  });
  const connect = (device: string) => {
    devices.put({ device, userId: alice, isIdle: false });
  };
  return { devices, changes, connect };
}

describe('the devices of a person', () => {
  it('are in use while one of them is, idle when all are, and tell of it once', () => {
    const { devices, changes, connect } = someDevices();
    connect('laptop');
    connect('phone');
    devices.report('laptop', true);
    expect(devices.stateOf(alice)).toBe('available');
    devices.report('phone', true);
    devices.report('phone', false);
    expect(changes).toEqual(['offline → available', 'available → idle', 'idle → available']);
  });

  it('are offline when the last has gone, and leave nothing behind', () => {
    const { devices, changes, connect } = someDevices();
    connect('laptop');
    connect('phone');
    devices.remove('laptop');
    devices.remove('phone');
    expect(changes).toEqual(['offline → available', 'available → offline']);
    expect(devices.of(alice)).toEqual([]);
    expect([...devices.listFor(() => true)]).toEqual([]);
  });

  it('do not mind what is said twice, or of a device nobody knows', () => {
    const { devices, connect } = someDevices();
    connect('laptop');
    expect([devices.report('laptop', true), devices.report('laptop', true)]).toEqual([true, false]);
    expect([devices.report('x', true), devices.remove('x')]).toEqual([false, false]);
  });
});
