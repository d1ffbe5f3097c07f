import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { RealtimePublisher } from './realtime.publisher.js';
import { SocketAdmission } from './socket-admission.js';
import { SocketMetrics } from './socket-metrics.js';
import { SocketRequests } from './socket-requests.js';

@Module({
  imports: [IdentityModule, RoomsModule],
  providers: [RealtimeGateway, RealtimePublisher, SocketAdmission, SocketMetrics, SocketRequests],
})
export class RealtimeModule {}
